using System.Text;
using System.Text.Json;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Values in another form than the documented one.</summary>
public class LenientJsonTests
{
    [Theory]
    [InlineData("\"a\"", "a")]
    [InlineData("\"\"", "")]
    [InlineData("null", null)]
    [InlineData("12", "12")]
    [InlineData("1.50", "1.50")]
    [InlineData("true", "true")]
    [InlineData("{ \"a\": [1] }", "{ \"a\": [1] }")]
    [InlineData("[1, 2]", "[1, 2]")]
    public void A_string_may_be_anything(string json, string? value) => Assert.Equal(value, Read($"\"DisplayName\":{json}").DisplayName);

    [Theory]
    [InlineData("3", 3)]
    [InlineData("\"3\"", 3)]
    [InlineData("\" 3 \"", 3)]
    [InlineData("3.9", 3)]
    [InlineData("3e0", 3)]
    [InlineData("99999999999", int.MaxValue)]
    [InlineData("-1e30", int.MinValue)]
    [InlineData("\"\"", null)]
    [InlineData("\"three\"", null)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    [InlineData("{\"a\":1}", null)]
    [InlineData("[1]", null)]
    public void An_integer_may_be_a_string_and_is_else_unknown(string json, int? value)
    {
        var job = Read($"\"Priority\":{json},\"JobId\":\"after\"");

        Assert.Equal((value, "after"), (job.Priority, job.JobId));
    }

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("\"0.5\"", 0.5)]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"Infinity\"", null)]
    [InlineData("1e999", null)]
    [InlineData("\"0,5\"", null)]
    public void A_fraction_is_finite(string json, double? value) =>
        Assert.Equal(value, Assert.Single(Read($"\"Pods\":[{{\"Duration\":{json}}}]").Pods!).Duration);

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"True\"", true)]
    [InlineData("\"false\"", false)]
    [InlineData("1", true)]
    [InlineData("\"0\"", false)]
    [InlineData("2", null)]
    [InlineData("\"yes\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void A_boolean_may_be_a_string_or_a_number(string json, bool? value) =>
        Assert.Equal(value, Read($"\"IsDeleted\":{json}").IsDeleted);

    [Theory]
    [InlineData("[{\"Type\":\"a\"},{\"Type\":\"b\"}]", "a b")]
    [InlineData("{\"Type\":\"a\"}", "a")]
    [InlineData("[null,{\"Type\":\"a\"},7,\"x\",[]]", "a")]
    [InlineData("[]", "")]
    [InlineData("\"none\"", "")]
    [InlineData("7", "")]
    public void A_list_may_be_one_object(string json, string types) =>
        Assert.Equal(types, string.Join(' ', Read($"\"JobReplicaStatuses\":{json}").JobReplicaStatuses!.Select(s => s.Type)));

    [Fact]
    public void A_list_of_strings_may_have_others() =>
        Assert.Equal(["a", "1", "[2]"], Read("\"NodeNames\":[\"a\",1,null,[2]]").NodeNames!);

    [Fact]
    public void Names_are_read_in_any_case() => Assert.Equal("dlc1", Read("\"jobid\":\"dlc1\"").JobId);

    [Fact]
    public void Bytes_that_are_not_UTF_8_cost_one_string_only()
    {
        byte[] json = [.. "{\"DisplayName\":\"a"u8, 0xFF, .. "b\",\"JobId\":\"dlc1\"}"u8];

        var job = JsonSerializer.Deserialize(json, DlcJson.Lenient.DlcJob)!;

        Assert.Equal(("a\uFFFDb", "dlc1"), (job.DisplayName, job.JobId));
    }

    [Fact]
    public void A_job_is_the_same_after_it_was_written_and_read()
    {
        var job = Read(
            "\"JobId\":\"dlc1\",\"Priority\":3,\"IsDeleted\":true,\"NodeNames\":[\"a\"],\"Envs\":{\"A\":\"1\"},\"Future\":{\"x\":1.50},"
            + "\"Pods\":[{\"Duration\":0.1,\"supportedProfilingTypes\":\"p\"}],\"UserVpc\":{\"ExtendedCidrs\":[\"c\"]}");

        var json = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(job, DlcJson.Lenient.DlcJob));

        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal(8, root.EnumerateObject().Count());
        Assert.Equal((3, true, "1.50"), (root.GetProperty("Priority").GetInt32(), root.GetProperty("IsDeleted").GetBoolean(),
            root.GetProperty("Future").GetProperty("x").GetRawText()));
        Assert.Equal(0.1, root.GetProperty("Pods")[0].GetProperty("Duration").GetDouble());
        Assert.Equal("p", root.GetProperty("Pods")[0].GetProperty("supportedProfilingTypes").GetString());
        Assert.Equal("c", root.GetProperty("UserVpc").GetProperty("ExtendedCIDRs")[0].GetString());
    }

    private static DlcJob Read(string members) => JsonSerializer.Deserialize($"{{{members}}}", DlcJson.Lenient.DlcJob)!;
}
