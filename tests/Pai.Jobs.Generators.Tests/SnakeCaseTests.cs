using System.Text.Json;

namespace Pai.Jobs.Generators.Tests;

public class SnakeCaseTests
{
    [Theory]
    [InlineData("MaxRetry", "max_retry")]
    [InlineData("HTTPServer", "http_server")]
    [InlineData("X", "x")]
    [InlineData("IOStream2", "io_stream2")]
    [InlineData("Max_Retry", "max_retry")]
    [InlineData("maxRetry", "max_retry")]
    public void A_name_becomes_snake_case(string name, string expected) => Assert.Equal(expected, SnakeCase.Of(name));

    [Fact]
    public void It_is_the_snake_case_of_System_Text_Json()
    {
        // Every identifier of up to five characters over these.
        const string alphabet = "aB1_É";
        var names = new List<string> { "" };
        for (var length = 0; length < 6; length++)
        {
            foreach (var name in names.Where(n => n.Length > 0 && !char.IsDigit(n[0])))
                Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), SnakeCase.Of(name));
            names = [.. names.SelectMany(n => alphabet.Select(c => n + c))];
        }
    }
}
