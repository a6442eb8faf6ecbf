namespace LiveShop.Local.Pages;

/// <summary>The repository's folder <c>web</c>, where the pages are built.</summary>
internal sealed record WebFolder(string Path)
{
    private static readonly string[] Sources = ["index.html", "package-lock.json", "vite.config.ts", "public", "src", "vite"];

    public string Dist => System.IO.Path.Combine(Path, "dist");

    public string Index => System.IO.Path.Combine(Dist, "index.html");

    /// <param name="configured">The folder of the settings; when not set, it is searched for above the program.</param>
    /// <returns>Null when the program does not run inside the repository.</returns>
    public static WebFolder? Find(string? configured)
    {
        if (!string.IsNullOrEmpty(configured))
            return new WebFolder(System.IO.Path.GetFullPath(configured));

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var web = System.IO.Path.Combine(folder.FullName, "web");
            if (File.Exists(System.IO.Path.Combine(web, "package.json")))
                return new WebFolder(web);
        }

        return null;
    }

    public bool IsMissingOrStale() => !File.Exists(Index) || File.GetLastWriteTimeUtc(Index) < Sources.Max(LastChange);

    private DateTime LastChange(string source)
    {
        var path = System.IO.Path.Combine(Path, source);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max()
            : File.Exists(path) ? File.GetLastWriteTimeUtc(path) : default;
    }
}
