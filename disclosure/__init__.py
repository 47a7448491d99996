"""What the public reads: immutable notices, published by disclosure.publish()."""
