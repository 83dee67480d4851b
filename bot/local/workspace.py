"""The state of the workspace, in memory, safe to use from many threads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from threading import RLock

from bot.local.feed import Change, ChangeKind, Feed
from bot.local.model import ApiError, Channel, Content, Kind, Message, Place, Reaction, Team, User

Watcher = Callable[[Change], None]


class Workspace:
    """People, channels and messages of one team. Methods raise `ApiError` with Slack's name for the fault."""

    def __init__(self, team: Team, bot: User, now: Callable[[], datetime]) -> None:
        self.team = team
        self.bot = bot
        self.feed = Feed()
        self.now = now
        self._lock = RLock()
        self.slackbot = User("USLACKBOT", "slackbot", "Slackbot", team.id)
        self._teams = {team.id: team}
        self._users = {each.id: each for each in (bot, self.slackbot)}
        self._channels: dict[str, Channel] = {}
        self._messages: dict[str, dict[str, Message]] = {}
        self._stamps: set[str] = set()
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """Call `watcher` after each change, in the thread that made it."""
        self._watchers.append(watcher)

    def add_team(self, team: Team) -> None:
        """Make another workspace known, some of whose people are in shared channels of this one."""
        with self._lock:
            self._teams[team.id] = team

    def team_of(self, user: User) -> Team:
        with self._lock:
            return self._teams.get(user.team_id, self.team)

    def is_stranger(self, user: User) -> bool:
        """Slack's `is_stranger`: of another workspace, and in no channel in which the bot is."""
        if user.team_id == self.team.id:
            return False
        met = [each for each in self.channels() if each.kind is not Kind.DIRECT and self.bot.id in each.members]
        return not any(user.id in each.members for each in met)

    def add_user(self, user: User) -> User:
        with self._lock:
            self._users[user.id] = user
        return user

    def add_channel(self, channel: Channel) -> Channel:
        """Add a channel, or put a changed one (archived, other members) in its place."""
        with self._lock:
            self._channels[channel.id] = channel
            self._messages.setdefault(channel.id, {})
        return channel

    def users(self) -> list[User]:
        with self._lock:
            return list(self._users.values())

    def channels(self) -> list[Channel]:
        with self._lock:
            return list(self._channels.values())

    def user(self, user_id: str) -> User:
        with self._lock:
            if user_id not in self._users:
                raise ApiError("user_not_found")
            return self._users[user_id]

    def channel(self, channel_id: str) -> Channel:
        with self._lock:
            if channel_id not in self._channels:
                raise ApiError("channel_not_found")
            return self._channels[channel_id]

    def channel_seen_by(self, user_id: str, named: str) -> Channel:
        """A channel by id or #name; a private one exists only for its members."""
        with self._lock:
            by_name = {f"#{each.name}": each for each in self._channels.values() if each.kind is not Kind.DIRECT}
        channel = by_name.get(named) or self.channel(named)
        if channel.kind is not Kind.PUBLIC and user_id not in channel.members:
            raise ApiError("channel_not_found")
        return channel

    def direct(self, one: str, other: str) -> Channel:
        """The direct message between two users, opened when there is none."""
        members = frozenset({self.user(one).id, self.user(other).id})
        with self._lock:
            for channel in self._channels.values():
                if channel.kind is Kind.DIRECT and channel.members == members:
                    return channel
            person = min(members - {self.bot.id}, default=one)
            shared = self.user(person).team_id != self.team.id
            return self.add_channel(Channel(f"D{person[1:]}", "", Kind.DIRECT, members, is_shared=shared))

    def post(self, place: Place, author: User, content: Content) -> Message:
        """Post a message; one that is `only_for` a person is ephemeral."""
        channel = self.channel(place.channel)
        if channel.is_archived:
            raise ApiError("is_archived")
        if place.thread_ts is not None and place.only_for is None:
            self.message(place.channel, place.thread_ts)
        with self._lock:
            message = Message(self._stamp(), place, author, content)
            self._messages[place.channel][message.ts] = message
        self._tell(Change(ChangeKind.POSTED, message))
        return message

    def update(self, message: Message, content: Content) -> Message:
        """Put other content in a message's place; a changed text marks it as edited."""
        with self._lock:
            before = self.message(message.place.channel, message.ts)
            edited = self._stamp() if content.text != before.text else before.edited
            after = replace(before, content=content, edited=edited)
            self._messages[message.place.channel][message.ts] = after
        self._tell(Change(ChangeKind.UPDATED, after, before))
        return after

    def delete(self, message: Message) -> None:
        with self._lock:
            gone = self._messages[message.place.channel].pop(message.ts, None)
        if gone is None:
            raise ApiError("message_not_found")
        self._tell(Change(ChangeKind.DELETED, gone))

    def react(self, message: Message, user_id: str, name: str) -> None:
        with self._lock:
            before = self.message(message.place.channel, message.ts)
            others = {each.name: each.users for each in before.reactions}
            if user_id in others.get(name, ()):
                raise ApiError("already_reacted")
            others[name] = (*others.get(name, ()), user_id)
            after = replace(before, reactions=tuple(Reaction(*each) for each in others.items()))
            self._messages[message.place.channel][message.ts] = after
        self.feed.add(Change(ChangeKind.UPDATED, after, before))

    def clock_moved(self) -> None:
        """Tell everyone who waits that the time has changed."""
        self._tell(Change(ChangeKind.CLOCK))

    def message(self, channel_id: str, ts: str) -> Message:
        with self._lock:
            found = self._messages.get(channel_id, {}).get(ts)
            if found is None:
                raise ApiError("message_not_found")
            return found

    def messages(self, channel_id: str, *, seen_by: str | None = None) -> list[Message]:
        """Everything in the channel in the order of arrival: replies too, and what only `seen_by` sees."""
        with self._lock:
            everything = list(self._messages[self.channel(channel_id).id].values())
        return [each for each in everything if each.place.only_for in (None, seen_by)]

    def _stamp(self) -> str:
        """A moment as Slack writes it, never the same twice."""
        micros = int(self.now().timestamp() * 1_000_000)
        while (stamp := f"{micros // 1_000_000}.{micros % 1_000_000:06d}") in self._stamps:
            micros += 1
        self._stamps.add(stamp)
        return stamp

    def _tell(self, change: Change) -> None:
        self.feed.add(change)
        for watcher in self._watchers:
            watcher(change)
