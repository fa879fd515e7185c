using System.Globalization;

namespace Pai.Jobs.Tests;

public class ParameterTypeTests
{
    private enum Size
    {
        Small,
        Large = 7,
    }

    [Flags]
    private enum Days
    {
        None = 0,
        Monday = 1,
        Tuesday = 2,
    }

    private static void RoundTrips<T>(ParameterType<T> type, T value, string text)
    {
        var before = CultureInfo.CurrentCulture;
        foreach (var culture in (string[])["", "sv-SE", "tr-TR", "de-DE", "fa-IR"])
        {
            CultureInfo.CurrentCulture = new(culture);
            try
            {
                Assert.Equal(text, type.Format(value));
                Assert.True(type.TryParse(text, out var read), text);
                Assert.Equal(value, read);
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    [Fact]
    public void Every_type_has_one_text_form_in_every_culture()
    {
        RoundTrips(ParameterType.String, "", "");
        RoundTrips(ParameterType.String, " a\n'\"\\ 日本", " a\n'\"\\ 日本");
        RoundTrips(ParameterType.Boolean, true, "true");
        RoundTrips(ParameterType.SByte, sbyte.MinValue, "-128");
        RoundTrips(ParameterType.Byte, byte.MaxValue, "255");
        RoundTrips(ParameterType.Int16, short.MinValue, "-32768");
        RoundTrips(ParameterType.UInt16, ushort.MaxValue, "65535");
        RoundTrips(ParameterType.Int32, -500, "-500");
        RoundTrips(ParameterType.UInt32, uint.MaxValue, "4294967295");
        RoundTrips(ParameterType.Int64, long.MinValue, "-9223372036854775808");
        RoundTrips(ParameterType.UInt64, ulong.MaxValue, "18446744073709551615");
        RoundTrips(ParameterType.IntPtr, -1, "-1");
        RoundTrips(ParameterType.UIntPtr, 1u, "1");
        RoundTrips(ParameterType.Single, 0.1f, "0.1");
        RoundTrips(ParameterType.Double, 1e-5, "1E-05");
        RoundTrips(ParameterType.Double, double.MaxValue, "1.7976931348623157E+308");
        RoundTrips(ParameterType.Double, double.NaN, "nan");
        RoundTrips(ParameterType.Double, double.PositiveInfinity, "inf");
        RoundTrips(ParameterType.Single, float.NegativeInfinity, "-inf");
        RoundTrips(ParameterType.Double, -0.0, "-0");
        RoundTrips(ParameterType.Decimal, 1.10m, "1.10");
        RoundTrips(ParameterType.Decimal, decimal.MinValue, "-79228162514264337593543950335");
        RoundTrips(ParameterType.Char, 'ß', "ß");
        RoundTrips(ParameterType.Guid, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), "0f8fad5b-d9cb-469f-a165-70867728950e");
        RoundTrips(ParameterType.Uri, new Uri("https://example.com/a b?c=%20"), "https://example.com/a b?c=%20");
        RoundTrips(ParameterType.DateTime, new DateTime(2026, 1, 31, 13, 45, 0, DateTimeKind.Utc), "2026-01-31T13:45:00.0000000Z");
        RoundTrips(ParameterType.DateTime, new DateTime(2026, 1, 31, 13, 45, 0, DateTimeKind.Unspecified), "2026-01-31T13:45:00.0000000");
        RoundTrips(
            ParameterType.DateTimeOffset,
            new DateTimeOffset(2026, 1, 31, 13, 45, 0, TimeSpan.FromHours(8)),
            "2026-01-31T13:45:00.0000000+08:00");
        RoundTrips(ParameterType.DateOnly, new DateOnly(2026, 1, 31), "2026-01-31");
        RoundTrips(ParameterType.TimeOnly, new TimeOnly(13, 45, 0, 5), "13:45:00.0050000");
        RoundTrips(ParameterType.TimeSpan, new TimeSpan(-1, -2, -3, -4), "-1.02:03:04");
        RoundTrips(ParameterType.Enum<Size>(), Size.Large, "Large");
        RoundTrips(ParameterType.Enum<Size>(), (Size)3, "3");
        RoundTrips(ParameterType.Enum<Days>(), Days.Monday | Days.Tuesday, "Monday, Tuesday");
        RoundTrips(ParameterType.Enum(("small", Size.Small), ("large", Size.Large)), Size.Small, "small");
        RoundTrips(ParameterType.Array(ParameterType.Int32), [1, -2], "[1,-2]");
        RoundTrips(ParameterType.Array(ParameterType.String), ["a", "b\"\n日"], "[\"a\",\"b\\\"\\n日\"]");
        RoundTrips(ParameterType.Array(ParameterType.Boolean), [true, false], "[true,false]");
        RoundTrips(ParameterType.Array(ParameterType.Double), [0.5, double.NaN, double.NegativeInfinity], "[0.5,\"nan\",\"-inf\"]");
        RoundTrips(ParameterType.List(ParameterType.DateOnly), [new DateOnly(2026, 1, 31)], "[\"2026-01-31\"]");
        RoundTrips<IReadOnlyList<Size>>(ParameterType.ReadOnlyList(ParameterType.Enum<Size>()), [Size.Large], "[\"Large\"]");
        RoundTrips(ParameterType.Array(ParameterType.Enum<Size>()), [(Size)3], "[\"3\"]");
        RoundTrips(ParameterType.Array(ParameterType.Int32), [], "[]");
    }

    [Fact]
    public void Immutable_arrays_are_lists_and_the_default_one_is_empty()
    {
        var type = ParameterType.ImmutableArray(ParameterType.Int32);
        Assert.Equal("[1,2]", type.Format([1, 2]));
        Assert.Equal("[]", type.Format(default));
        Assert.True(type.TryParse("[3]", out var read));
        Assert.Equal([3], read.AsEnumerable());
    }

    [Fact]
    public void What_Python_writes_is_read()
    {
        Assert.True(ParameterType.Boolean.TryParse("True", out var yes) && yes);
        Assert.True(ParameterType.Double.TryParse("1e-05", out var small) && small == 1e-5);
        Assert.True(ParameterType.Double.TryParse("Infinity", out var infinite) && double.IsPositiveInfinity(infinite));
        Assert.True(ParameterType.Array(ParameterType.Int32).TryParse("[1, 2]", out var list) && list is [1, 2]);
    }

    public static TheoryData<string> Wrong => new("", " ", "x", "1,5", "1_000", "0x10", "99999999999999999999999");

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_no_number_is_not_read_as_one(string text)
    {
        Assert.False(ParameterType.Int32.TryParse(text, out _));
        Assert.False(ParameterType.Byte.TryParse(text, out _));
        if (!text.StartsWith('9')) Assert.False(ParameterType.Double.TryParse(text, out _));
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    public void A_number_too_large_is_not_read_as_infinite(string text)
    {
        Assert.False(ParameterType.Double.TryParse(text, out _));
        Assert.False(ParameterType.Single.TryParse("1e300", out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("[null]")]
    [InlineData("[[1]]")]
    [InlineData("[1,\"x\"]")]
    [InlineData("['a']")]
    public void What_is_no_list_of_numbers_is_not_read_as_one(string text) =>
        Assert.False(ParameterType.Array(ParameterType.Int32).TryParse(text, out _));

    [Theory]
    [InlineData("medium")]
    [InlineData("")]
    public void What_is_no_member_of_an_enum_is_not_read_as_one(string text)
    {
        Assert.False(ParameterType.Enum<Size>().TryParse(text, out _));
        Assert.False(ParameterType.Enum(("small", Size.Small)).TryParse(text, out _));
    }

    [Fact]
    public void Thousands_of_numbers_and_times_come_back_as_they_were()
    {
        var random = new Random(11);
        for (var i = 0; i < 5000; i++)
        {
            var number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            Assert.True(ParameterType.Double.TryParse(ParameterType.Double.Format(number), out var read) && (read.Equals(number)));
            var single = BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
            Assert.True(
                ParameterType.Single.TryParse(ParameterType.Single.Format(single), out var readSingle) && readSingle.Equals(single));
            var time = new DateTimeOffset(
                random.NextInt64(
                    DateTimeOffset.MinValue.Ticks + TimeSpan.TicksPerDay,
                    DateTimeOffset.MaxValue.Ticks - TimeSpan.TicksPerDay),
                TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60)));
            Assert.True(
                ParameterType.DateTimeOffset.TryParse(ParameterType.DateTimeOffset.Format(time), out var readTime)
                && readTime.EqualsExact(time));
            var span = new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue));
            Assert.True(ParameterType.TimeSpan.TryParse(ParameterType.TimeSpan.Format(span), out var readSpan) && readSpan == span);
        }
    }
}
