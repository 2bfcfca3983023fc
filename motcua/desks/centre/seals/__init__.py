"""Orders of seals and digital-signature certificates: where each is, who holds it, who lacks what."""
