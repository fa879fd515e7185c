namespace Pai.Jobs;

/// <summary>The kinds of metrics.</summary>
public enum MetricKind
{
    /// <summary>Processors in use, in cores: 1.5 is one and a half.</summary>
    CpuCores,

    /// <summary>Memory in use, in bytes.</summary>
    MemoryBytes,

    /// <summary>Disk space in use, in bytes.</summary>
    DiskBytes,

    /// <summary>GPUs in use, from 0 to 1 for all of them together.</summary>
    GpuUtilization,

    /// <summary>GPU memory in use, in bytes.</summary>
    GpuMemoryBytes,

    /// <summary>Bytes a second that are received.</summary>
    NetworkReceiveBytesPerSecond,

    /// <summary>Bytes a second that are sent.</summary>
    NetworkSendBytesPerSecond,

    /// <summary>Bytes a second that are read from disks.</summary>
    DiskReadBytesPerSecond,

    /// <summary>Bytes a second that are written to disks.</summary>
    DiskWriteBytesPerSecond,
}
