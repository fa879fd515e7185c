using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pai.Jobs;

/// <summary>Writes a <see cref="JobPlan"/> as JSON.</summary>
internal static class JobPlanJson
{
    public static string Write(JobPlan plan)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteJob(json, plan);
            WriteChannels(json, plan.Submission);
            Map(json, "parameters", plan.Submission.Parameters.Select(p => (p.Name, SecretNames.Mask(p.Name, p.Text))));
            WriteCode(json, plan);
            List(json, "backendNotes", plan.BackendNotes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteJob(Utf8JsonWriter json, JobPlan plan)
    {
        var job = plan.Submission;
        json.WriteString("record", job.RecordName);
        json.WriteString("jobName", job.JobName);
        json.WriteString("backend", plan.Backend);
        if (job.Command.ShellText is { } shell) json.WriteString("command", shell);
        else List(json, "command", job.Command.Arguments);
        Text("image", job.Image);
        Text("framework", job.Framework);
        Text("frameworkVersion", job.FrameworkVersion);
        if (job.Accelerator != Accelerator.Unspecified) json.WriteString("accelerator", job.Accelerator.ToString());
        Text("instanceType", job.InstanceType);
        json.WriteNumber("instanceCount", job.InstanceCount);
        json.WriteString("jobType", job.JobType.ToString());
        json.WriteString("resourceType", job.ResourceType.ToString());
        Text("resourceId", job.ResourceId);
        if (job.Priority is { } priority) json.WriteNumber("priority", priority);
        if (job.MaxRunTime is { } time) json.WriteNumber("maxRunTimeSeconds", time.TotalSeconds);
        Text("outputPath", job.OutputPath?.ToString());
        Text("description", job.Description);
        WriteSpot(json, job.Spot);
        WriteVpc(json, job.UserVpc);
        List(json, "requirements", job.Requirements);
        Map(json, "environment", job.Environment.Select(e => (e.Key, SecretNames.Mask(e.Key, e.Value))));
        Map(json, "labels", job.Labels.Select(l => (l.Key, l.Value)));
        Map(json, "settings", job.Settings.Select(s => (s.Key, s.Value)));

        void Text(string name, string? value)
        {
            if (value is not null) json.WriteString(name, value);
        }
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

    private static void WriteChannels(Utf8JsonWriter json, JobSubmission job)
    {
        json.WriteStartArray("inputs");
        foreach (var input in job.Inputs) Channel(input.Name, input.Uri, input.MountPath, input.MountAccess);
        json.WriteEndArray();
        json.WriteStartArray("outputs");
        foreach (var output in job.Outputs) Channel(output.Name, output.Uri, output.MountPath, MountAccess.Default);
        json.WriteEndArray();

        void Channel(string name, DataUri? uri, string mountPath, MountAccess access)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            if (uri is not null) json.WriteString("uri", uri.ToString());
            json.WriteString("mountPath", mountPath);
            if (access != MountAccess.Default) json.WriteString("mountAccess", access.ToString());
            json.WriteEndObject();
        }
    }

    private static void WriteCode(Utf8JsonWriter json, JobPlan plan)
    {
        if (plan.Code is not { } code) return;
        json.WriteStartObject("code");
        json.WriteString("path", plan.Submission.SourcePath);
        json.WriteString("sha256", code.Sha256);
        json.WriteNumber("size", code.Size);
        json.WriteNumber("contentSize", code.ContentSize);
        List(json, "entries", code.Entries);
        List(json, "warnings", code.Warnings);
        json.WriteEndObject();
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
