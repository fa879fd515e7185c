using System.Runtime.InteropServices;
using Pai.Jobs.Cli.CommandLine;

namespace Pai.Jobs.Cli.Setup;

/// <summary>The checks of <c>doctor</c> and <c>init</c>, in an order in which each needs those before it only.</summary>
internal static class Checks
{
    public static async IAsyncEnumerable<CheckJson> RunAsync(CliContext cli)
    {
        yield return Ok(
            "version", $"{ToolVersion.Current}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return await LocalRunAsync(cli);

        PaiSession? session = null;
        PaiSettings? settings = null;
        CheckJson? unreadable = null;
        try
        {
            session = cli.Session;
            settings = session.Settings;
        }
        catch (PaiException e)
        {
            unreadable = Problem("settings", null, e.Message);
        }

        if (unreadable is not null)
        {
            yield return unreadable;
            yield break;
        }

        yield return new("backend", CheckResult.Ok, session!.Backend.Name, session.BackendSource, null);
        foreach (var check in Settings(settings!)) yield return check;
        if (settings!.Prices is { } file)
        {
            var prices = await TryAsync("prices", "docs/cost.md has the format.", () => Task.FromResult(
                $"{session.Backend.Context.Prices.Value!.Prices.Count} in {file.Value}"));
            yield return prices with { Source = file.Source };
        }

        await foreach (var check in CloudAsync(cli, session, settings)) yield return check;
    }

    /// <summary>Credentials and services: of no use before there is a region, unless the backend needs them.</summary>
    public static async IAsyncEnumerable<CheckJson> CloudAsync(CliContext cli, PaiSession session, PaiSettings settings)
    {
        if (settings.Region is null && settings.OssEndpoint is null)
        {
            const string NoRegion = "no region is set";
            if (session.Backend.Name == "dlc") yield return Problem("region", NoRegion, "Run pai-jobs init, or set PAI_REGION_ID.");
            yield return new("credentials", CheckResult.Skipped, NoRegion, null, "Jobs run on this machine. For PAI: pai-jobs init.");
            yield break;
        }

        var credentials = await TryAsync("credentials", "Set up one of the sources: docs/credentials.md.", async () =>
        {
            var key = await session.Credentials.GetAsync(cli.CancellationToken);
            var end = key.Expiration is { } expiration ? $", valid until {expiration.UtcDateTime:yyyy-MM-dd HH:mm}Z" : "";
            return $"{key.Id[..Math.Min(4, key.Id.Length)]}...{end}";
        });
        yield return credentials;
        if (credentials.Result == CheckResult.Problem) yield break;

        if (settings.Bucket is { } bucket)
        {
            yield return await TryAsync("bucket access", "Check the name, the region, and the rights of the key.", async () =>
            {
                var location = OssUri.Parse($"oss://{bucket.Value}/");
                await foreach (var _ in session.Storage.ListAsync(location, false, cli.CancellationToken)) break;
                return "can be listed";
            });
        }

        if (session.Backend.Name == "dlc")
        {
            yield return await TryAsync("PAI-DLC", "Check the workspace, and that the key may use PAI-DLC in it.", async () =>
            {
                await foreach (var _ in session.ListJobsAsync(new() { MaxCount = 1 }, cli.CancellationToken)) break;
                return "jobs can be listed";
            });
        }

        yield return await TryAsync("instance types", "Without the service, the catalog of the library answers.", async () =>
        {
            var count = 0;
            await foreach (var _ in session.InstanceTypes.ListAsync(null, cli.CancellationToken)) count++;
            return $"{count} are offered";
        });
    }

    private static async Task<CheckJson> LocalRunAsync(CliContext cli)
    {
        var runs = Directory.CreateTempSubdirectory("pai-jobs-doctor-");
        try
        {
            // Without the user's configuration file: whether that can be read is another question.
            var builder = PaiSession.CreateBuilder();
            builder.ConfigurationPath = Path.Combine(runs.FullName, "none.json");
            await using var session = builder.UseLocal(new() { RunsDirectory = Path.Combine(runs.FullName, "runs") }).Build();
            var notes = "";
            var check = await TryAsync("local runs", "docs/local-backend.md has what a machine needs.", async () =>
            {
                var run = await new ProbeJob().SubmitAsync(session, cancellationToken: cli.CancellationToken);
                await run.EnsureSucceededAsync(cli.CancellationToken);
                notes = string.Join(" ", run.Info.Notes);
                return "work";
            });
            return check with { Source = notes.Length > 0 ? notes.TrimEnd('.') : null };
        }
        finally
        {
            runs.Delete(recursive: true);
        }
    }

    private static IEnumerable<CheckJson> Settings(PaiSettings settings)
    {
        yield return Of("region", settings.Region);
        yield return Of("workspace", settings.WorkspaceId);
        yield return Of("bucket", settings.Bucket);
        yield return Of("network", settings.Network);
        if (settings.OssEndpoint is not null) yield return Of("OSS endpoint", settings.OssEndpoint);

        static CheckJson Of(string name, PaiSetting? setting) => setting is null
            ? new(name, CheckResult.Skipped, "not set", null, null)
            : new(name, CheckResult.Ok, setting.Value, setting.Source, null);
    }

    private static async Task<CheckJson> TryAsync(string name, string advice, Func<Task<string>> check)
    {
        try
        {
            return Ok(name, await check());
        }
        catch (PaiException e)
        {
            return Problem(name, "failed", $"{e.Message}\n{advice}");
        }
    }

    private static CheckJson Ok(string name, string value) => new(name, CheckResult.Ok, value, null, null);

    private static CheckJson Problem(string name, string? value, string advice) => new(name, CheckResult.Problem, value, null, advice);
}
