using Pai.Jobs.Cli.CommandLine;

return await CliProgram.RunAsync(args);
