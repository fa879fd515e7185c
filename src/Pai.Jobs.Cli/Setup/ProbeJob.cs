namespace Pai.Jobs.Cli.Setup;

/// <summary>The smallest job: it shows that jobs run on this machine.</summary>
[ProcessingJob("exit 0", InstanceType = "local", BaseJobName = "probe", MaxRunTimeSeconds = 60)]
internal sealed partial record ProbeJob;
