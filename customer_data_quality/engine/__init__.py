"""Pure Python: no ORM, no I/O. What is decided here can be tested without Odoo."""
