"""Management: people, hours, codes, the books. And everybody's own account: signing in, the second factor, the lock."""
