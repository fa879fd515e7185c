using Pai.Jobs.Internal.Model;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Launch;

/// <summary>The environment variables of the container contract.</summary>
internal static class JobVariables
{
    /// <summary>
    /// All variables that are known when the job is submitted, the user's last; and what had to be left out, in sentences.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="inputs">The input channels that have data.</param>
    /// <param name="toPath">What a path of the contract is where the job runs.</param>
    public static (List<KeyValuePair<string, string>> Variables, List<string> Notes) Of(
        JobSubmission job, IReadOnlyList<LaunchInput> inputs, Func<string, string> toPath)
    {
        var variables = new List<KeyValuePair<string, string>>();
        var notes = new List<string>();

        Add("PAI_CONFIG_DIR", toPath(ContractPaths.Config));
        if (job.SourcePath is not null || job.SourceUri is not null || job.CodeSourceId is not null || job.Code is not null)
            Add("PAI_WORKING_DIR", toPath(ContractPaths.UserCode));
        Add("PAI_HPS", HyperparametersFile.Write(job.Parameters, indented: false));
        var arguments = new List<string>();
        foreach (var parameter in job.Parameters)
        {
            // A secret is in its variable only, which the backend gives to the platform.
            if (parameter.Text is not { } text) continue;
            Add(ContractPaths.ParameterVariable(parameter.Name), text);
            arguments.Add(ShellText.QuoteIfNeeded("--" + parameter.Name));
            arguments.Add(ShellText.QuoteIfNeeded(text));
        }

        Add("PAI_USER_ARGS", string.Join(' ', arguments));
        foreach (var input in inputs) Add("PAI_INPUT_" + ContractPaths.ToVariableSuffix(input.Name), toPath(input.Path));
        foreach (var output in job.Outputs) Add("PAI_OUTPUT_" + ContractPaths.ToVariableSuffix(output.Name), toPath(output.MountPath));
        // Python keeps its output back until its buffer is full, and loses it when it is killed.
        if (!job.Environment.ContainsKey("PYTHONUNBUFFERED")) Add("PYTHONUNBUFFERED", "1");
        foreach (var (name, value) in job.Environment)
            if (value.Text is { } text) Add(name, text);
        return (variables, notes);

        void Add(string name, string value)
        {
            if (VariableText.Fits(name, value)) variables.Add(new(name, value));
            else notes.Add($"The variable {name} is too large for an environment and was left out; the value is in hyperparameters.json.");
        }
    }

    /// <summary>The port at which the first node is found, where no platform says; null where a job has no such variables.</summary>
    public static int? DefaultPort(JobType type) => type switch
    {
        JobType.PyTorchJob or JobType.OneFlowJob => 23456,
        JobType.XGBoostJob => 9999,
        _ => null,
    };
}
