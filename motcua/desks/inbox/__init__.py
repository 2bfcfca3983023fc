"""The inbox of everybody signed in, what each wants by mail, and the outbox for who looks after accounts."""
