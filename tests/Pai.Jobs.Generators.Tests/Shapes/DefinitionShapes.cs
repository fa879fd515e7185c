using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>What the attributes of a record can say.</summary>
internal static class DefinitionShapes
{
    public static IEnumerable<Shape> All { get; } =
    [
        new("every_argument", Shape.Usings + """
            [ProcessingJob(new[] { "python", "main.py", "a \"b\"\n" },
                SourceDir = "code_dir\\x",
                SourceProject = "../Worker",
                Image = "registry/image:1",
                InstanceType = "ecs.gn6i-c4g1.xlarge",
                InstanceCount = 2,
                JobType = JobType.TFJob,
                BaseJobName = "tokenize",
                MaxRunTimeSeconds = 3600,
                OutputPath = "oss://bucket/results/",
                Requirements = new[] { "numpy==1.26.4", "pandas" },
                VpcId = "vpc-1", SwitchId = "vsw-1", SecurityGroupId = "sg-1", ExtendedCidrs = new[] { "10.0.0.0/8" },
                SpotStrategy = SpotStrategy.SpotWithPriceLimit, SpotDiscountLimit = 0.5,
                Priority = 3,
                ResourceId = "quota1",
                ResourceType = (ResourceType)77,
                Description = "Über \"all\"")]
            [EnvironmentVariable("A", "1"), EnvironmentVariable("B", "$X 'y'")]
            [Label("team", "a")]
            [Setting("EnableRDMA", "true")]
            [Retry(OwnErrorRetries = 1, MaxQueueTimeSeconds = 1800, FallbackInstanceTypes = new[] { "ecs.gn7i-c8g1.2xlarge" },
                OnDemandAfterSpot = true)]
            internal partial record Job;
            """, LanguageVersion.CSharp11),
        new("framework", Shape.Usings + """
            [ProcessingJob("python main.py", Framework = "PyTorch", FrameworkVersion = "2.3", Accelerator = Accelerator.Gpu,
                VpcId = "vpc-1", SecurityGroupId = "sg-1", SpotStrategy = SpotStrategy.SpotAsPriceGo, SpotPriceLimit = 1)]
            internal partial record HTTPServerJob2;
            """, LanguageVersion.CSharp11),
        new("local", Shape.Usings + """
            [ProcessingJob("echo", InstanceType = "local", Description = null, Requirements = null)]
            internal partial record Job;
            """, LanguageVersion.CSharp11),
    ];
}
