namespace Pai.Jobs.Internal.Emulator;

/// <summary>A status that a script gives a job.</summary>
internal readonly record struct ScriptedStatus(TimeSpan Time, string Status, string? ReasonCode, string? ReasonMessage);

/// <summary>A line that a script writes; the service has it a time later.</summary>
internal readonly record struct ScriptedLine(TimeSpan Time, string Text, string? Pod, TimeSpan Late);

/// <summary>An event of a job, or of a pod.</summary>
internal readonly record struct ScriptedEvent(TimeSpan Time, string Message, string? Pod);

/// <summary>A value that the service has measured of a pod.</summary>
internal readonly record struct ScriptedMetric(TimeSpan Time, string Type, double Value, string? Pod);
