using System.Diagnostics;

namespace LiveShop.Tests.Disks;

/// <summary>A disk of its own for a test, small enough to be filled: a tmpfs.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Obstacle = new(FindObstacle);

    private readonly TemporaryFolder folder = new();
    private readonly Stack<string> mounted = new();

    public SmallDisk(int megabytes = 16) => Mount(folder.Path, "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs");

    /// <summary>Why none can be had here; null when it can.</summary>
    public static string? NotToBeHad => Obstacle.Value;

    public string Path => folder.Path;

    /// <summary>Takes all that is left of it, up to the last block.</summary>
    public void Fill()
    {
        try
        {
            using var rest = new FileStream(RestPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            while (true)
                rest.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Free() => File.Delete(RestPath);

    /// <summary>From now on nothing on it can be written, or nothing of this one file.</summary>
    public void MakeReadOnly(string? file = null)
    {
        var path = file ?? Path;
        Mount(path, "--bind", path);
        Mount(null, "-o", "remount,ro,bind", path);
    }

    public void MakeWritable() => Run("umount", mounted.Pop());

    public void Dispose()
    {
        // Also where a test broke off and a process still holds it.
        while (mounted.TryPop(out var path))
            Run("umount", "--lazy", path);
        folder.Dispose();
    }

    private string RestPath => System.IO.Path.Combine(Path, "the-rest");

    private void Mount(string? at, params string[] arguments)
    {
        Run("mount", at is null ? arguments : [.. arguments, at]);
        if (at is not null)
            mounted.Push(at);
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "Needs Linux and root: it mounts a small disk to fill it.";

        try
        {
            new SmallDisk(1).Dispose();
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return $"Needs to mount a small disk, which is not allowed here: {refused.Message}";
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said.Trim()}");
    }
}

/// <summary>A test on a disk of its own; skipped, and said why, where none can be had.</summary>
internal sealed class DiskFactAttribute : FactAttribute
{
    public DiskFactAttribute() => Skip = SmallDisk.NotToBeHad;
}
