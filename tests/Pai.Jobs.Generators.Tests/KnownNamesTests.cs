using System.Reflection;

namespace Pai.Jobs.Generators.Tests;

public class KnownNamesTests
{
    [Fact]
    public void The_attribute_that_is_looked_for_is_the_library_s() =>
        Assert.Equal(KnownNames.ProcessingJobAttribute, typeof(ProcessingJobAttribute).FullName);

    [Theory]
    [InlineData(KnownNames.ProcessingJob, typeof(ProcessingJobAttribute))]
    [InlineData(KnownNames.Input, typeof(InputAttribute))]
    [InlineData(KnownNames.Output, typeof(OutputAttribute))]
    [InlineData(KnownNames.Checkpoint, typeof(CheckpointAttribute))]
    [InlineData(KnownNames.Parameter, typeof(ParameterAttribute))]
    [InlineData(KnownNames.EnvironmentVariable, typeof(EnvironmentVariableAttribute))]
    [InlineData(KnownNames.Label, typeof(LabelAttribute))]
    [InlineData(KnownNames.Setting, typeof(SettingAttribute))]
    [InlineData(KnownNames.Retry, typeof(RetryAttribute))]
    [InlineData(KnownNames.DataLocation, typeof(DataLocation))]
    [InlineData(KnownNames.OssUri, typeof(OssUri))]
    [InlineData(KnownNames.NasUri, typeof(NasUri))]
    [InlineData(KnownNames.CpfsUri, typeof(CpfsUri))]
    [InlineData(KnownNames.DatasetId, typeof(DatasetId))]
    [InlineData(KnownNames.LocalPath, typeof(LocalPath))]
    public void A_type_is_known_by_its_own_name(string name, Type type)
    {
        Assert.Equal(type.Name, name);
        Assert.Equal("Pai.Jobs", type.Namespace);
    }

    [Fact]
    public void Every_argument_of_the_attribute_reaches_the_definition()
    {
        var generated = string.Concat(Compiler.Generate(Shape.All["every_argument"].Compile()).Values.Concat(
            Compiler.Generate(Shape.All["framework"].Compile()).Values));
        var moved = new Dictionary<string, string>
        {
            ["VpcId"] = "UserVpc",
            ["SwitchId"] = "vsw-1",
            ["SecurityGroupId"] = "sg-1",
            ["SpotStrategy"] = "Spot",
            ["SpotDiscountLimit"] = "0.5D",
            ["SpotPriceLimit"] = "1D",
        };

        foreach (var property in typeof(ProcessingJobAttribute).GetProperties(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.CanWrite))
            Assert.Contains(moved.GetValueOrDefault(property.Name, property.Name + " = "), generated, StringComparison.Ordinal);
    }

    [Fact]
    public void The_generator_needs_nothing_but_the_compiler()
    {
        var references = typeof(JobGenerator).Assembly.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => !n.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.All(references, r => Assert.True(r is "netstandard" or "System.Collections.Immutable", r));
    }
}
