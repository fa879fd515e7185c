using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs;

/// <summary>A position in a job's log, right after a line. Its string can be kept, and read back by another process.</summary>
/// <remarks>The string is the backend's own; only the backend that made it reads it.</remarks>
public readonly struct LogPosition : IEquatable<LogPosition>
{
    private readonly object? _source;
    private readonly long _offset;

    /// <summary>Creates a position.</summary>
    /// <param name="text">The backend's own string.</param>
    public LogPosition(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _source = text;
    }

    /// <summary>Creates a position whose string is made only when it is asked for: most lines' is not.</summary>
    internal LogPosition(Func<long, string> format, long offset)
    {
        _source = format;
        _offset = offset;
    }

    /// <summary>True if two positions are the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(LogPosition left, LogPosition right) => left.Equals(right);

    /// <summary>True if two positions differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(LogPosition left, LogPosition right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(LogPosition other) => string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is LogPosition other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>The backend's own string; empty for a position that was not made by a backend.</summary>
    public override string ToString() => _source switch
    {
        string text => text,
        Func<long, string> format => format(_offset),
        _ => "",
    };
}
