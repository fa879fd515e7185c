namespace Pai.Jobs.Tests;

public class RandomTextTests
{
    [Theory]
    [InlineData(6)]
    [InlineData(8)]
    public void Texts_have_their_length_all_letters_and_digits_at_all_places_and_hardly_repeat(int length)
    {
        var texts = Enumerable.Range(0, 5000).Select(_ => RandomText.Create(length)).ToList();

        // Two may be equal once in a long while.
        Assert.InRange(texts.Distinct().Count(), texts.Count - 5, texts.Count);
        for (var i = 0; i < length; i++)
            Assert.Equal("0123456789abcdefghijklmnopqrstuvwxyz", string.Concat(texts.Select(t => t[i]).Distinct().Order()));
    }
}
