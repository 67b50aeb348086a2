"""What Palabre missed while it was stopped, said once, gathered, and only while it is of use."""
