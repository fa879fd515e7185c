using System.Reflection;
using Pai.Jobs.Analyzers.Catalog;

namespace Pai.Jobs.Analyzers.Tests;

/// <summary>The catalog that analyzers search, and the constants that users write, are one and the same.</summary>
public class CatalogTests
{
    private static readonly JobCatalog s_catalog = JobCatalog.Of(new ProjectOptions().ForAnalyzers());

    private static IEnumerable<FieldInfo> ConstantsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Concat(type.GetNestedTypes().SelectMany(ConstantsOf));

    [Fact]
    public void Every_instance_type_has_a_constant_and_every_constant_that_is_not_obsolete_is_one() =>
        AssertInStep(s_catalog.Types.Select(t => t.Name).Append(InstanceTypes.Local), typeof(InstanceTypes));

    [Fact]
    public void Every_image_for_jobs_has_a_constant_and_every_constant_that_is_not_obsolete_is_one() =>
        AssertInStep(s_catalog.Images.Where(i => i.IsForTraining).Select(i => i.Name), typeof(Images));

    private static void AssertInStep(IEnumerable<string> names, Type constants)
    {
        var all = ConstantsOf(constants).ToLookup(f => f.IsDefined(typeof(ObsoleteAttribute)), f => (string)f.GetRawConstantValue()!);
        Assert.NotEmpty(all[false]);
        Assert.Empty(names.Except(all[false]).Except(all[true]));
        Assert.Empty(all[false].Except(names));
        Assert.Equal(all[false].Distinct(), all[false]);
    }

    [Fact]
    public void Every_entry_is_found_by_its_name_and_well_formed()
    {
        foreach (var type in s_catalog.Types)
        {
            Assert.Equal(type.Name, s_catalog.FindType(type.Name)!.Name);
            Assert.True(InstanceTypeName.IsWellFormed(type.Name), type.Name);
        }

        foreach (var image in s_catalog.Images)
        {
            Assert.Equal(image.Name, s_catalog.FindImage(image.Path)!.Name);
            Assert.NotNull(Checks.ImageReference.Parse(image.Name));
        }
    }

    [Fact]
    public void An_entry_has_its_values()
    {
        var type = s_catalog.FindType("ecs.gn6i-c4g1.xlarge")!;
        Assert.Equal(
            (4, 15, "GPU", "x86_64", true, true),
            (type.Cpu, type.MemoryGiB, type.Accelerator, type.Architecture, type.IsDocumented, type.IsForTraining));
        var image = s_catalog.FindImage("pai-dlc/pytorch-training:1.12PAI-gpu-py38-cu113-ubuntu20.04")!;
        Assert.Equal(("PyTorch", "1.12", "1.12PAI", "GPU"), (image.Framework, image.Version, image.VersionTag, image.Accelerator));
        Assert.Null(s_catalog.FindType("ecs.gn6i-c4g1.xlarg"));
        Assert.Null(s_catalog.FindType("ecs.gn6i-c4g1.xlargex"));
        Assert.Null(s_catalog.FindImage("pai-dlc/pytorch-training"));
    }

    [Fact]
    public void A_project_s_line_wins_and_of_two_the_last()
    {
        var catalog = JobCatalog.Of(new ProjectOptions(
            Catalog: "# ours\r\necs.g7.xlarge | cpu=1\r\necs.g7.xlarge | cpu=2 | accelerator=GPU\r\necs.x9.large\r\n").ForAnalyzers());
        Assert.Equal((2, "GPU", true), (catalog.FindType("ecs.g7.xlarge")!.Cpu, catalog.FindType("ecs.g7.xlarge")!.Accelerator,
            catalog.FindType("ecs.g7.xlarge")!.IsOfProject));
        Assert.True(catalog.FindType("ecs.x9.large")!.IsKnown(CatalogStrictness.Training));
        Assert.Equal(1, catalog.Types.Count(t => t.Name == "ecs.g7.xlarge"));
    }

    [Fact]
    public void A_look_up_allocates_nothing_where_nothing_is_found()
    {
        s_catalog.FindType("ecs.nothing.large");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) s_catalog.FindType("ecs.nothing.large");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
