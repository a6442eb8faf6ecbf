using System.Buffers.Binary;

namespace LiveShop.Sqlite;

/// <summary>
/// Looks at the log that a crash leaves beside the data file. SQLite takes it as far as it is whole and drops the rest without
/// a word. That is right for the last commit, which a power cut may have torn and nobody was told of. But each commit is on
/// the disk before the next begins, so a break with more than one commit behind it is damage, and what was acknowledged
/// would be gone. The layout: https://sqlite.org/fileformat2.html#walformat
/// </summary>
internal static class WriteAheadLog
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const uint Magic = 0x377f0682;
    private const int SmallestPage = 512;
    private const int LargestPage = 65536;

    /// <summary>SQLite's name for it.</summary>
    public static string Of(string dataFile) => dataFile + "-wal";

    public static bool HasContent(string dataFile) => new FileInfo(Of(dataFile)) is { Exists: true, Length: > 0 };

    /// <returns>False also where there is none.</returns>
    public static bool IsDamaged(string dataFile)
    {
        if (!HasContent(dataFile))
            return false;

        using var log = new FileStream(Of(dataFile), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> header = stackalloc byte[HeaderLength];
        // The header is on the disk before anything follows it; while it is being written it is short or blank.
        if (log.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || header.IndexOfAnyExcept((byte)0) < 0)
            return false;

        var sum = new Checksum(BigEndian(header, 0) == (Magic | 1));
        sum.Add(header[..24]);
        var pageSize = BigEndian(header, 8);
        return (BigEndian(header, 0) | 1) != (Magic | 1) || !sum.Is(header[24..])
            || pageSize is < SmallestPage or > LargestPage
            || CommitsBehindTheBreak(log, header[16..24], (int)pageSize, sum) > 1;
    }

    private static int CommitsBehindTheBreak(FileStream log, ReadOnlySpan<byte> salts, int pageSize, Checksum sum)
    {
        var frame = new byte[FrameHeaderLength + pageSize];
        var isWhole = true;
        var commits = 0;
        while (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            // Others are left over from before the log was last begun anew.
            var isOfThisLog = frame.AsSpan(8, 8).SequenceEqual(salts);
            sum.Add(frame.AsSpan(0, 8));
            sum.Add(frame.AsSpan(FrameHeaderLength));
            isWhole = isWhole && isOfThisLog && sum.Is(frame.AsSpan(16, 8));
            if (!isWhole && isOfThisLog && IsCommit(frame))
                commits++;
        }

        return commits;
    }

    private static bool IsCommit(ReadOnlySpan<byte> frame) => BigEndian(frame, 4) != 0;

    private static uint BigEndian(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    /// <summary>Each is the sum of everything before it.</summary>
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
