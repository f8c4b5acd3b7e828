"""What people read: views over the record that are composed from its fields, each statement with its citations."""
