using System.Runtime.CompilerServices;

namespace LiveShop.Tests.Infra;

/// <summary>The files at the top of the repository, which tests are built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        var folder = new DirectoryInfo(File.Exists(thisFile) ? Path.GetDirectoryName(thisFile)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LiveShop.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds LiveShop.sln.");
        return folder.FullName;
    }
}
