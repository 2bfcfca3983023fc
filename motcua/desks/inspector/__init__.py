"""What people carry into rooms and buildings: counting and checking on a phone, without signal, sent when there is one."""
