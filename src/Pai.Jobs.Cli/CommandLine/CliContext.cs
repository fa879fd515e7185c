using System.CommandLine;
using Pai.Jobs.Cli.Terminal;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>The context of a running command: its arguments, the terminal, and the session, which is created at first use.</summary>
internal sealed class CliContext : IAsyncDisposable
{
    private readonly CliOptions _options;
    private PaiSession? _session;

    private CliContext(ParseResult arguments, CliOptions options, CancellationToken cancellationToken)
    {
        (Arguments, _options, CancellationToken) = (arguments, options, cancellationToken);
        Terminal = new(
            arguments.GetValue(options.Output), arguments.GetValue(options.Quiet), arguments.GetValue(options.NoColor));
    }

    public ParseResult Arguments { get; }

    public CliTerminal Terminal { get; }

    /// <summary>Is cancelled by Ctrl+C.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>A sentence about what goes on, for one who presses Ctrl+C.</summary>
    public string? InterruptNote { get; set; }

    public bool IsJson => Terminal.Format == OutputFormat.Json;

    /// <summary>The session that the options, the environment and the configuration file describe.</summary>
    public PaiSession Session => _session ??= CreateBuilder().Build();

    public static async Task<int> RunAsync(
        ParseResult arguments, CliOptions options, Func<CliContext, Task<int>> action, CancellationToken cancellationToken)
    {
        await using var cli = new CliContext(arguments, options, cancellationToken);
        try
        {
            return await action(cli);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (cli.InterruptNote is { } note) cli.Terminal.WriteTalk(note);
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is OutputClosedException or { InnerException: OutputClosedException })
        {
            return ExitCodes.OutputClosed;
        }
        catch (Exception e) when (CliErrors.TryDescribe(e, out var message, out var code))
        {
            cli.Terminal.WriteError(message);
            return code;
        }
    }

    public T Get<T>(Option<T> option) => Arguments.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => Arguments.GetValue(argument)!;

    /// <summary>The region that the command line names.</summary>
    public string? Region => Get(_options.Region);

    /// <summary>A builder with the options of the command line; commands add their own.</summary>
    public PaiSessionBuilder CreateBuilder()
    {
        var builder = PaiSession.CreateBuilder();
        builder.Backend = Get(_options.Backend);
        builder.Region = Get(_options.Region);
        builder.WorkspaceId = Get(_options.Workspace);
        builder.ConfigurationPath = Get(_options.Config);
        return builder;
    }

    /// <summary>True if the session is made.</summary>
    public bool HasSession => _session is not null;

    /// <summary>Uses this session instead of the usual one; it is disposed with the command.</summary>
    public void Use(PaiSession session) => _session = session;

    public async ValueTask DisposeAsync()
    {
        if (_session is not null) await _session.DisposeAsync();
    }
}
