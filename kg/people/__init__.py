"""What people decide: who is who, and which claims they accept; taken back, and kept in files under version control.

Stored are Judgement and Review; nothing that was read is changed by them, so all of it can be taken back without a trace.
"""
