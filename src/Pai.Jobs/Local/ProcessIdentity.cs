using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>A process of this machine, told from a later one with the same number by when it began.</summary>
/// <param name="Id">The number.</param>
/// <param name="StartTicks">When it began, in clock ticks after the boot; null where the system does not tell.</param>
/// <param name="BootId">The boot; null where the system does not tell.</param>
internal sealed record ProcessIdentity(int Id, long? StartTicks, string? BootId)
{
    public static ProcessIdentity Current { get; } = new(Environment.ProcessId, TicksOf(Environment.ProcessId), ReadBootId());

    /// <summary>True if the process still runs.</summary>
    public bool IsAlive()
    {
        if (BootId is not null && BootId != Current.BootId) return false;
        if (StartTicks is not null) return TicksOf(Id) == StartTicks;
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Reads <c>number ticks boot</c>, as the supervisor writes it.</summary>
    public static ProcessIdentity? Parse(string text)
    {
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        return parts.Length >= 3 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            ? new(id, ticks, parts[2])
            : new(id, null, null);
    }

    private static long? TicksOf(int id)
    {
        try
        {
            // proc(5): the name stands in parentheses and may hold anything; the 20th field after it is the start. A zombie has ended.
            var status = File.ReadAllText($"/proc/{id}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? ReadBootId()
    {
        try
        {
            return File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
