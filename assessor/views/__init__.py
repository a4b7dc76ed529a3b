"""How a case is told, whoever shows it: the plan line by line, its history, what deserves a look, the worklist."""
