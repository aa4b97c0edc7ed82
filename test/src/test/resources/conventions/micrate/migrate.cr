Micrate::Cli.run
