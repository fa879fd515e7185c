using Pai.Jobs.Internal.Launch;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>The launch script of jobs, in a pod of the emulator: as the first process, which alone gets the signals.</summary>
public sealed class LaunchScriptTests : ExecutionTest
{
    [NamespaceFact]
    public async Task It_runs_the_command_with_the_variables_of_the_contract()
    {
        var id = await CreateAsync("echo \"$PAI_TRAINING_JOB_ID $REGION_ID $PAI_HPS_COUNT $RANK\"; echo 5 >\"${PAI_OUTPUT_OUT}n\"; pwd");
        Assert.Equal("Succeeded", (await Emulator.Dlc.WaitAsync(id)).Status);
        Assert.Equal($"{id} cn-hangzhou 3 0\n/\n[pai-jobs:end tag command 0]", await LogOfAsync(id));
        Assert.Equal("5\n", Find("out/n"));
    }

    [NamespaceFact]
    public async Task It_passes_a_stop_on()
    {
        var id = await CreateAsync("trap 'echo bye; exit 4' TERM; echo ready; while :; do sleep 0.02; done");
        await UntilLineAsync(id, "ready");
        await Dlc.StopJobAsync(id);
        Assert.Equal("Stopped", (await Emulator.Dlc.WaitAsync(id)).Status);
        Assert.EndsWith("\nbye\n[pai-jobs:end tag command 4]", await LogOfAsync(id));
    }

    private async Task<string> CreateAsync(string command)
    {
        var job = new JobSubmission
        {
            RecordName = "Acme.Job",
            JobName = "job",
            Command = JobCommand.Shell(command),
            Outputs = [new() { Name = "out", MountPath = "/ml/output/out/" }],
            Parameters = [new("count", "3")],
        };
        var folder = Directory.CreateTempSubdirectory("pai-emulator-launch");
        try
        {
            var outputs = new Dictionary<string, DataLocation> { ["out"] = DataLocation.Parse("oss://acme/out/") };
            var layout = new LaunchLayout { Ml = "/ml", Home = "/", Tools = "/tmp/t", Tag = "tag", Signals = LaunchSignals.Process };
            await LaunchFiles.WriteAsync(folder.FullName, job, [], outputs, layout, default);
            foreach (var file in folder.GetFiles()) Bucket.Put("config/" + file.Name, await File.ReadAllBytesAsync(file.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        // Without exec, the shell of the pod would stay the first process, and a signal end with it.
        const string Launch = "exec sh /ml/input/config/launch.sh /ml/input/config";
        return await Dlc.CreateJobAsync(Command(
            Launch, Mount("config/", "/ml/input/config/", "RO"), Mount("out/", "/ml/output/out/")));
    }
}
