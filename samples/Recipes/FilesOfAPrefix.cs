using Pai.Jobs;

namespace Recipes;

[ProcessingJob("""wc -c < "$PAI_INPUT_FILE" > "$PAI_OUTPUT_SIZE/size.txt" """, InstanceType = "local")]
public sealed partial record MeasureJob
{
    [Input]
    public required DataLocation File { get; init; }

    [Output]
    public OssUri? Size { get; init; }
}

/// <summary>A job for each object below an <c>oss://</c> prefix, or for each file of a folder.</summary>
internal static class FilesOfAPrefix
{
    public static async Task<int> RunAsync(PaiSession session, string location, CancellationToken cancellationToken)
    {
        var files = new List<DataLocation>();
        if (OssUri.TryParse(location, out var prefix))
        {
            await foreach (var file in session.Storage.ListAsync(prefix, cancellationToken: cancellationToken))
                files.Add(OssUri.Parse($"oss://{prefix.Bucket}/{file.Key}"));
        }
        else
        {
            files.AddRange(Directory.EnumerateFiles(location).Order(StringComparer.Ordinal).Select(f => (DataLocation)f));
        }

        var jobs = files.Select(file => new MeasureJob { File = file });
        var outcomes = await jobs.RunAllAsync(session, new() { Run = Cloud.OptionsOf(session) }, cancellationToken);
        foreach (var outcome in outcomes)
        {
            if (!outcome.IsSuccess)
            {
                Console.WriteLine($"{outcome.Job.File}: {outcome.Exception!.Message}");
                continue;
            }

            using var size = new StreamReader(await outcome.Run!.Outputs.Size.OpenReadAsync("size.txt", cancellationToken));
            var bytes = (await size.ReadToEndAsync(cancellationToken)).Trim();
            Console.WriteLine($"{Path.GetFileName(outcome.Job.File.ToString())}: {bytes} bytes");
        }

        return outcomes.All(o => o.IsSuccess) ? 0 : 1;
    }
}
