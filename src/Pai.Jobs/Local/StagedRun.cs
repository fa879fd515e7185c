using System.Text.Json;

namespace Pai.Jobs.Internal.Local;

/// <summary>A run whose folder is complete but for its record, and has another name.</summary>
/// <param name="Staging">Where the folder is now.</param>
/// <param name="Final">Where it is to be.</param>
/// <param name="Record">The run.</param>
internal sealed record StagedRun(RunFolder Staging, RunFolder Final, RunRecord Record)
{
    /// <summary>Makes it a run, which is to be started at once.</summary>
    public void Commit(TimeProvider clock)
    {
        // Others tell by it whether the run is still being started.
        Record.Created = clock.GetUtcNow();
        File.WriteAllText(Staging.RunFile, JsonSerializer.Serialize(Record, RunRecordJson.Default.RunRecord));
        Directory.Move(Staging.Root, Final.Root);
    }
}
