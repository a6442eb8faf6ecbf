using System.Buffers.Binary;

namespace LiveShop.Sqlite;

/// <summary>
/// Checks the write-ahead log that a crash leaves beside the data file. SQLite recovers it up to the first invalid frame and
/// drops the rest silently. That is right for the last commit, which a power cut may have torn before it was acknowledged.
/// But each commit is on the disk before the next begins, so an invalid frame with more than one commit after it is damage,
/// and acknowledged writes would be lost. The layout: https://sqlite.org/fileformat2.html#walformat
/// </summary>
internal static class WriteAheadLog
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const uint Magic = 0x377f0682;
    private const int SmallestPage = 512;
    private const int LargestPage = 65536;

    /// <summary>The path of a data file's log.</summary>
    public static string Of(string dataFile) => dataFile + "-wal";

    public static bool HasContent(string dataFile) => new FileInfo(Of(dataFile)) is { Exists: true, Length: > 0 };

    /// <returns>False also when there is no log.</returns>
    public static bool IsDamaged(string dataFile)
    {
        if (!HasContent(dataFile))
            return false;

        using var log = new FileStream(Of(dataFile), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> header = stackalloc byte[HeaderLength];
        // The header is flushed before any frame, so a short or blank one means that there are none.
        if (log.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || header.IndexOfAnyExcept((byte)0) < 0)
            return false;

        var sum = new Checksum(BigEndian(header, 0) == (Magic | 1));
        sum.Add(header[..24]);
        var pageSize = BigEndian(header, 8);
        return (BigEndian(header, 0) | 1) != (Magic | 1) || !sum.Is(header[24..])
            || pageSize is < SmallestPage or > LargestPage
            || CommitsAfterInvalidFrame(log, header[16..24], (int)pageSize, sum) > 1;
    }

    private static int CommitsAfterInvalidFrame(FileStream log, ReadOnlySpan<byte> salts, int pageSize, Checksum sum)
    {
        var frame = new byte[FrameHeaderLength + pageSize];
        var isValid = true;
        var commits = 0;
        while (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            // Frames with other salts are left over from before the log was last restarted.
            var isCurrent = frame.AsSpan(8, 8).SequenceEqual(salts);
            sum.Add(frame.AsSpan(0, 8));
            sum.Add(frame.AsSpan(FrameHeaderLength));
            isValid = isValid && isCurrent && sum.Is(frame.AsSpan(16, 8));
            if (!isValid && isCurrent && IsCommit(frame))
                commits++;
        }

        return commits;
    }

    private static bool IsCommit(ReadOnlySpan<byte> frame) => BigEndian(frame, 4) != 0;

    private static uint BigEndian(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    /// <summary>Cumulative over the header and all frames before.</summary>
    private struct Checksum(bool isBigEndian)
    {
        private uint first;
        private uint second;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            for (var at = 0; at < bytes.Length; at += 8)
            {
                first += Word(bytes, at) + second;
                second += Word(bytes, at + 4) + first;
            }
        }

        public readonly bool Is(ReadOnlySpan<byte> stored) => BigEndian(stored, 0) == first && BigEndian(stored, 4) == second;

        private readonly uint Word(ReadOnlySpan<byte> bytes, int at) =>
            isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
    }
}
