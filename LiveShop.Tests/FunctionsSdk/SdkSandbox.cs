using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace LiveShop.Tests.FunctionsSdk;

/// <summary>A repository with nothing but the switch in it, whose only package feed is a folder.</summary>
public sealed class SdkSandbox : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly string[] CopiedFiles = ["*.props", "*.targets", "*.csproj", "*.cs"];

    private readonly TemporaryFolder folder = new();

    public SdkSandbox()
    {
        var repository = Repository();
        foreach (var room in (string[])["LiveShop.Functions.Sdk", "LiveShop.Functions.Sdk/Probe"])
            foreach (var file in CopiedFiles.SelectMany(pattern => Directory.GetFiles(Path.Combine(repository, room), pattern)))
                Write($"{room}/{Path.GetFileName(file)}", File.ReadAllText(file));
        Write("Directory.Packages.props", File.ReadAllText(Path.Combine(repository, "Directory.Packages.props")));
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
            </Project>
            """);
        Write("LiveShop.Functions/LiveShop.Functions.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="../LiveShop.Functions.Sdk/FunctionsSdk.targets" />
            </Project>
            """);
        Write("NuGet.config", """<configuration><packageSources><clear /><add key="folder" value="feed" /></packageSources></configuration>""");
    }

    public DateTime AskedAt => File.GetLastWriteTimeUtc(Path.Combine(folder.Path, "LiveShop.Functions.Sdk/Probe/obj/answer.props"));

    public void MakeEmptyFeed() => Directory.CreateDirectory(Path.Combine(folder.Path, "feed"));

    /// <summary>The real packages' names and versions, with nothing inside.</summary>
    public void MakeFeedOfTheRealPackages()
    {
        MakeEmptyFeed();
        var versions = XDocument.Load(Path.Combine(folder.Path, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(version => (Id: version.Attribute("Include")!.Value, Version: version.Attribute("Version")!.Value));
        foreach (var (id, version) in versions.Where(package => package.Id.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal)))
            MakePackage(id, version);
    }

    /// <summary>What `dotnet` says in LiveShop.Functions, whether it succeeds or not.</summary>
    public async Task<string> DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = Path.Combine(folder.Path, "LiveShop.Functions"),
            RedirectStandardOutput = true,
            // Kept apart from this user's packages, where an empty one under a real name would do harm.
            Environment = { ["NUGET_PACKAGES"] = Path.Combine(folder.Path, "packages"), ["FunctionsSdk"] = "" },
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var said = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return said;
    }

    public void Dispose() => folder.Dispose();

    private static string Repository()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "LiveShop.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("These tests run inside the repository.");
        return directory;
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void MakePackage(string id, string version)
    {
        using var package = ZipFile.Open(Path.Combine(folder.Path, "feed", $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using var manifest = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        manifest.Write($"""
            <package>
              <metadata>
                <id>{id}</id><version>{version}</version><authors>tests</authors><description>Nothing.</description>
                <dependencies><group targetFramework="net10.0" /></dependencies>
              </metadata>
            </package>
            """);
    }
}
