"""What people do to actions from chat: permitted, checked, recorded, and undone again."""
