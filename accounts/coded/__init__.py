"""Writing to an office without an account: a code goes to one's mail or phone, and with it the word counts.

Codes follow the time on the wall: ten minutes, five wrong tries, five codes a day for each address and so many for
each matter. The code itself is kept nowhere. What nobody confirms is forgotten after a day.
"""
