using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace LiveShop.Tests.FunctionsSdk;

/// <summary>A copy of LiveShop.Functions.Sdk whose only package feed is a folder of packages with nothing in them.</summary>
public sealed class SdkSandbox : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder folder = new();

    public SdkSandbox()
    {
        foreach (var file in (string[])["FunctionsSdk.props", "LiveShop.Functions.Sdk.csproj"])
            Write($"LiveShop.Functions.Sdk/{file}", Read($"LiveShop.Functions.Sdk/{file}"));
        Write("Directory.Packages.props", Read("Directory.Packages.props"));
        Write("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Write("NuGet.config",
            """<configuration><packageSources><clear /><add key="folder" value="feed" /></packageSources></configuration>""");
        Write("LiveShop.Functions.Sdk/StandIn.cs", "");
    }

    /// <summary>Puts the packages with these endings into the feed, in the versions that the repository names.</summary>
    public void Publish(params string[] endings)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "feed"));
        var versions = XDocument.Load(Path.Combine(folder.Path, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(version => (Id: version.Attribute("Include")!.Value, Version: version.Attribute("Version")!.Value));
        foreach (var (id, version) in versions.Where(package => endings.Any(package.Id.EndsWith)))
            MakePackage(id, version);
    }

    /// <summary>What `dotnet` prints in the copy, whether it succeeds or not.</summary>
    public Task<string> DotnetAsync(params string[] arguments) =>
        DotnetAsync(Path.Combine(folder.Path, "LiveShop.Functions.Sdk"), arguments, Path.Combine(folder.Path, "packages"));

    /// <param name="packages">The package cache; this user's when null. An empty package under a real name would do harm there.</param>
    public static async Task<string> DotnetAsync(string directory, string[] arguments, string? packages = null)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            Environment = { ["FunctionsSdk"] = "", ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return output;
    }

    public void Dispose() => folder.Dispose();

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

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
