"""From verdicts to a report and an exit code: configuration, packs, law, judgement, gate. The date is passed in."""
