"""What every room stands on: base model, actor, money, text, template tags. No domain words."""
