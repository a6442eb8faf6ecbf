using System.Diagnostics;

namespace LiveShop.Bench;

/// <summary>The programs that the benchmark starts, and their build.</summary>
internal static class Build
{
    private static readonly string Root = FindRoot();

    public static string Bench { get; } = Path.Combine(AppContext.BaseDirectory, "LiveShop.Bench.dll");

    public static string LiveShopLocal { get; } = Path.Combine(Root, "LiveShop.Local", "bin", "Release", "net10.0", "LiveShop.Local.dll");

    public static string Peers { get; } = Path.Combine(Root, "bench", "peers");

    public static string Results { get; } = Path.Combine(Root, "bench", "results");

    public static string NginxModules { get; } = "/usr/lib/nginx/modules";

    public static bool HasNchan => File.Exists("/usr/sbin/nginx") && File.Exists(Path.Combine(NginxModules, "ngx_nchan_module.so"));

    /// <summary>Builds LiveShop.Local in Release, installs the Node peers, and nchan if permitted.</summary>
    public static async Task PrepareAsync()
    {
        await RunAsync(Root, "dotnet", "build", "LiveShop.Local", "-c", "Release", "--nologo", "-v", "q");
        foreach (var peer in Directory.EnumerateDirectories(Peers).Where(folder => File.Exists(Path.Combine(folder, "package-lock.json"))))
        {
            if (!Directory.Exists(Path.Combine(peer, "node_modules")))
                await RunAsync(peer, "npm", "ci", "--no-audit", "--no-fund");
        }

        if (!HasNchan && File.Exists("/usr/bin/apt-get") && Environment.UserName == "root")
            await InstallNchanAsync();
    }

    private static async Task InstallNchanAsync()
    {
        try
        {
            await RunAsync(Root, "apt-get", "install", "-y", "-q", "--no-install-recommends", "nginx-light", "libnginx-mod-nchan");
        }
        catch (InvalidOperationException failure)
        {
            Console.WriteLine($"nchan is left out, for it could not be installed: {failure.Message}");
        }
    }

    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        Console.WriteLine($"> {program} {string.Join(' ', arguments)}");
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed:\n{output}");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LiveShop.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The benchmark runs from within the repository.");
    }
}
