"""Pictures of what a view says: drawn with Typst from data, never from markup."""
