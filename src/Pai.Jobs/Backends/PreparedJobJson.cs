using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Backends;

/// <summary>Writes a <see cref="PreparedJob"/> as JSON.</summary>
internal static class PreparedJobJson
{
    public static string Write(PreparedJob plan)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteJob(json, plan);
            WriteChannels(json, plan);
            Map(json, "parameters", plan.Submission.Parameters.Select(p => (p.Name, Show(p.Name, p.Text, p.Secret))));
            Text(json, "codeLocation", plan.Submission.SourceUri?.ToString());
            WriteCode(json, plan.Code);
            WriteUploads(json, plan.Uploads);
            Text(json, "request", plan.Request);
            Text(json, "marker", plan.Marker.ToString());
            List(json, "notes", plan.Notes);
            WriteProblems(json, plan.Problems);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteJob(Utf8JsonWriter json, PreparedJob plan)
    {
        var job = plan.Submission;
        json.WriteString("record", job.RecordName);
        json.WriteString("jobName", job.JobName);
        Text(json, "submitKey", job.SubmitKey);
        json.WriteString("backend", plan.Backend);
        if (job.Command.ShellText is { } shell) json.WriteString("command", shell);
        else List(json, "command", job.Command.Arguments);
        Text(json, "image", plan.Image ?? job.Image);
        Text(json, "framework", job.Framework);
        Text(json, "frameworkVersion", job.FrameworkVersion);
        if (job.Accelerator != Accelerator.Unspecified) json.WriteString("accelerator", job.Accelerator.ToString());
        Text(json, "instanceType", job.InstanceType);
        json.WriteNumber("instanceCount", job.InstanceCount);
        json.WriteString("jobType", job.JobType.ToString());
        json.WriteString("resourceType", job.ResourceType.ToString());
        Text(json, "resourceId", job.ResourceId);
        WriteResources(json, job.NodeResources);
        Text(json, "registryUser", job.RegistryCredentials?.Username);
        Text(json, "codeSourceId", job.CodeSourceId);
        Text(json, "sourceProject", job.ProjectPath);
        if (job.Priority is { } priority) json.WriteNumber("priority", priority);
        if (job.MaxRunTime is { } time) json.WriteNumber("maxRunTimeSeconds", time.TotalSeconds);
        WriteCost(json, plan.MaxCost);
        Text(json, "outputPath", job.OutputPath?.ToString());
        Text(json, "description", job.Description);
        WriteSpot(json, job.Spot);
        WriteVpc(json, job.UserVpc);
        List(json, "requirements", job.Requirements);
        Map(json, "environment", job.Environment.Select(e => (e.Key, Show(e.Key, e.Value.Text, e.Value.Secret))));
        Map(json, "labels", job.Labels.Select(l => (l.Key, l.Value)));
        Map(json, "settings", job.Settings.Select(s => (s.Key, s.Value)));
    }

    private static void WriteResources(Utf8JsonWriter json, NodeResources? resources)
    {
        if (resources is null) return;
        json.WriteStartObject("nodeResources");
        json.WriteNumber("cpu", resources.Cpu);
        json.WriteNumber("memoryGiB", resources.MemoryGiB);
        if (resources.Gpu > 0) json.WriteNumber("gpu", resources.Gpu);
        Text(json, "gpuType", resources.GpuType);
        if (resources.SharedMemoryGiB is { } shared) json.WriteNumber("sharedMemoryGiB", shared);
        json.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter json, JobCost? cost)
    {
        if (cost is null) return;
        json.WriteStartObject("maxCost");
        if (cost.Amount is { } money)
        {
            json.WriteNumber("amount", money.Amount);
            json.WriteString("currency", money.Currency);
        }

        json.WriteString("explanation", cost.Explanation);
        json.WriteEndObject();
    }

    private static void WriteSpot(Utf8JsonWriter json, SpotOptions? spot)
    {
        if (spot is null) return;
        json.WriteStartObject("spot");
        json.WriteString("strategy", spot.Strategy.ToString());
        if (spot.DiscountLimit is { } discount) json.WriteNumber("discountLimit", discount);
        if (spot.PriceLimit is { } price) json.WriteNumber("priceLimit", price);
        json.WriteEndObject();
    }

    private static void WriteVpc(Utf8JsonWriter json, UserVpc? vpc)
    {
        if (vpc is null) return;
        json.WriteStartObject("userVpc");
        json.WriteString("vpcId", vpc.VpcId);
        json.WriteString("securityGroupId", vpc.SecurityGroupId);
        if (vpc.SwitchId is { } id) json.WriteString("switchId", id);
        List(json, "extendedCidrs", vpc.ExtendedCidrs);
        json.WriteEndObject();
    }

    private static void WriteChannels(Utf8JsonWriter json, PreparedJob plan)
    {
        json.WriteStartArray("inputs");
        foreach (var input in plan.Submission.Inputs) Channel(input.Name, input.Location, input.MountPath, input.MountAccess, false);
        json.WriteEndArray();
        json.WriteStartArray("outputs");
        foreach (var output in plan.Submission.Outputs)
        {
            var location = plan.Outputs.GetValueOrDefault(output.Name) ?? output.Location;
            Channel(output.Name, location, output.MountPath, MountAccess.Default, output.IsCheckpoint);
        }

        json.WriteEndArray();

        void Channel(string name, DataLocation? location, string mountPath, MountAccess access, bool isCheckpoint)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            Text(json, "location", location?.ToString());
            json.WriteString("mountPath", mountPath);
            if (access != MountAccess.Default) json.WriteString("mountAccess", access.ToString());
            if (isCheckpoint) json.WriteBoolean("checkpoint", true);
            json.WriteEndObject();
        }
    }

    private static void WriteCode(Utf8JsonWriter json, CodeSummary? code)
    {
        if (code is null) return;
        json.WriteStartObject("code");
        json.WriteString("path", code.SourcePath);
        json.WriteString("sha256", code.Sha256);
        json.WriteNumber("tarSize", code.TarSize);
        json.WriteNumber("contentSize", code.ContentSize);
        List(json, "entries", code.Entries);
        List(json, "leftOut", code.LeftOut);
        List(json, "warnings", code.Warnings);
        json.WriteEndObject();
    }

    private static void WriteUploads(Utf8JsonWriter json, IReadOnlyList<PreparedUpload> uploads)
    {
        json.WriteStartArray("uploads");
        foreach (var upload in uploads)
        {
            json.WriteStartObject();
            json.WriteString("name", upload.Name);
            Text(json, "source", upload.SourcePath);
            json.WriteString("destination", upload.Destination);
            if (upload.Size is { } size) json.WriteNumber("size", size);
            Text(json, "sha256", upload.Sha256);
            json.WriteBoolean("isPresent", upload.IsPresent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteProblems(Utf8JsonWriter json, IReadOnlyList<JobProblem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("subject", problem.Subject);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Show(string name, string? text, Secret? secret) => secret?.ToString() ?? SecretNames.Mask(name, text!);

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static void List(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter json, string name, IEnumerable<(string Key, string Value)> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values) json.WriteString(key, value);
        json.WriteEndObject();
    }
}
