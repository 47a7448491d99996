"""What the law asks of contracts, their performance, payment and acceptance. Reads only; never writes."""
