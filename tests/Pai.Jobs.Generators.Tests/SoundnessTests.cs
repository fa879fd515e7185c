using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Tests;

/// <summary>
/// After any edit, what one driver that goes on from edit to edit has generated is what the compiler says of each record.
/// </summary>
public class SoundnessTests
{
    [Fact]
    public void The_edits_do_reach_the_generated_code()
    {
        // The test above says nothing if no edit changes anything.
        var before = Compiler.Generate(Compiler.Create(EditedFiles.Files));
        var effective = EditedFiles.Edits.Count(e => !Compiler.Generate(Compiler.Create(
            EditedFiles.Files.Select((f, i) => i == e.File ? f.Replace(e.One, e.Two, StringComparison.Ordinal) : f)))
            .SequenceEqual(before));

        Assert.Equal(6, before.Count);
        Assert.All(EditedFiles.Edits, e => Assert.Contains(e.One, EditedFiles.Files[e.File], StringComparison.Ordinal));
        Assert.InRange(effective, 25, EditedFiles.Edits.Length);
    }

    [Fact]
    public void A_reference_that_goes_and_comes_back_is_seen()
    {
        var compilation = Compiler.Create(EditedFiles.Files);
        var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        var library = compilation.References.Single(r => r.Display!.EndsWith("Pai.Jobs.dll", StringComparison.Ordinal));

        driver = driver.RunGenerators(compilation.RemoveReferences(library));
        Assert.Empty(driver.GetRunResult().Results.Single().GeneratedSources);
        driver = driver.RunGenerators(compilation);
        Assert.Equal(6, driver.GetRunResult().Results.Single().GeneratedSources.Length);
    }

    [Fact]
    public void Options_that_change_are_seen()
    {
        var compilation = Compiler.Create(EditedFiles.Files);
        var driver = Compiler.CreateDriver(compilation).RunGenerators(compilation);
        var changed = compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));

        var incremental =
            driver.RunGenerators(changed).GetRunResult().Results.Single().GeneratedSources.Select(s => s.SourceText.ToString());

        Assert.Equal(Compiler.Generate(changed).Values.Order(), incremental.Order());
    }
}
