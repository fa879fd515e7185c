using System.Globalization;
using System.Text;

namespace Pai.Jobs;

/// <summary>The environment variables of the container contract.</summary>
internal static class JobVariables
{
    /// <summary>The kernel's limit for one string of an environment or an argument list (MAX_ARG_STRLEN), less the name.</summary>
    private const int MaxBytes = (128 << 10) - 256;

    /// <summary>All variables, the user's last; and what had to be left out, in sentences.</summary>
    /// <param name="job">The job.</param>
    /// <param name="jobId">Its id.</param>
    /// <param name="region">The region.</param>
    /// <param name="toPath">What a path of the contract is where the job runs.</param>
    public static (List<KeyValuePair<string, string>> Variables, List<string> Notes) Of(
        JobSubmission job, string jobId, string region, Func<string, string> toPath)
    {
        var variables = new List<KeyValuePair<string, string>>();
        var notes = new List<string>();

        Add("PAI_TRAINING_JOB_ID", jobId);
        Add("PAI_CONFIG_DIR", toPath(ContractPaths.Config));
        if (job.SourcePath is not null) Add("PAI_WORKING_DIR", toPath(ContractPaths.UserCode));
        Add("REGION_ID", region);
        Add("PAI_HPS", HyperparametersFile.Write(job.Parameters, indented: false));
        foreach (var parameter in job.Parameters) Add("PAI_HPS_" + ContractPaths.ToVariableSuffix(parameter.Name), parameter.Text);
        Add("PAI_USER_ARGS", string.Join(' ', job.Parameters.Select(p => $"{ShellText.QuoteIfNeeded("--" + p.Name)} {ShellText.QuoteIfNeeded(p.Text)}")));
        foreach (var input in job.Inputs)
            if (input.Uri is { } uri) Add("PAI_INPUT_" + ContractPaths.ToVariableSuffix(input.Name), toPath(InputPath(input, uri)));
        foreach (var output in job.Outputs) Add("PAI_OUTPUT_" + ContractPaths.ToVariableSuffix(output.Name), toPath(output.MountPath));
        AddDistributed();
        // Python keeps its output back until its buffer is full, and loses it when it is killed.
        if (!job.Environment.ContainsKey("PYTHONUNBUFFERED")) Add("PYTHONUNBUFFERED", "1");
        foreach (var (name, value) in job.Environment) Add(name, value);
        return (variables, notes);

        void Add(string name, string value)
        {
            if (Encoding.UTF8.GetByteCount(value) <= MaxBytes) variables.Add(new(name, value));
            else notes.Add($"The variable {name} is too large for an environment and was left out; the value is in hyperparameters.json.");
        }

        void AddDistributed()
        {
            if (job.JobType is not (JobType.PyTorchJob or JobType.XGBoostJob)) return;
            Add("MASTER_ADDR", "localhost");
            Add("MASTER_PORT", job.JobType == JobType.PyTorchJob ? "23456" : "9999");
            Add("WORLD_SIZE", job.InstanceCount.ToString(CultureInfo.InvariantCulture));
            Add("RANK", "0");
        }
    }

    /// <summary>The folder of an input, or its file: a single file's variable names it.</summary>
    public static string InputPath(InputChannel input, DataUri uri) =>
        uri.FilePath is { } path && File.Exists(path) ? input.MountPath + Path.GetFileName(path) : input.MountPath;
}
