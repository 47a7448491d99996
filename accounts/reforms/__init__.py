"""Changes of units (机构变更): renamed, merged, split. Old names stay readable and findable."""
