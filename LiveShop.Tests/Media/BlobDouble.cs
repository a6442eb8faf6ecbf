using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LiveShop.Tests.Media;

/// <summary>
/// A test double of a storage account's Blob service (https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api)
/// over HTTP on loopback, with soft delete and only what LiveShop needs. It does not check signatures.
/// </summary>
public sealed class BlobDouble : IAsyncDisposable
{
    private const int PageSize = 5;
    private const string Metadata = "x-ms-meta-";

    private readonly Lock gate = new();
    private readonly WebApplication server;
    private readonly SortedDictionary<string, Blob> blobs = new(StringComparer.Ordinal);
    private bool hasContainer;
    private int etags;

    private BlobDouble()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(HandleAsync);
    }

    /// <summary>With the public key of the Azurite emulator.</summary>
    public string ConnectionString =>
        "AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint={server.Urls.Single()}/devstoreaccount1;";

    /// <summary>The answer to every request.</summary>
    public (int Status, string Code)? Failure { get; set; }

    public static async Task<BlobDouble> StartAsync()
    {
        var account = new BlobDouble();
        await account.server.StartAsync();
        return account;
    }

    public string? ContentTypeOf(string name)
    {
        lock (gate)
            return blobs[name].ContentType;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Answer answer;
        lock (gate)
        {
            answer = Failure is { } failure ? new(failure.Status, failure.Code) : Handle(http.Request, body.ToArray());
            answer.Effect?.Invoke();
        }

        await SendAsync(http, answer);
    }

    private Answer Handle(HttpRequest request, byte[] body)
    {
        var (operation, path) = ($"{request.Method} {request.Query["comp"]}{request.Query["restype"]}", request.Path.Value!.Split('/'));
        if (path is not ["", "devstoreaccount1", "media", ..])
            return new(400, "InvalidUri");
        if (operation == "PUT container")
            return new(hasContainer ? 409 : 201, hasContainer ? "ContainerAlreadyExists" : null) { Effect = () => hasContainer = true };
        if (!hasContainer)
            return new(404, "ContainerNotFound");
        if (path.Length == 3)
            return operation == "GET listcontainer" ? List(request.Query["marker"].ToString()) : new(400, "InvalidUri");

        var name = path[3];
        var blob = blobs.GetValueOrDefault(name);
        return operation switch
        {
            "PUT " => Save(name, new(body, request.Headers["x-ms-blob-content-type"].ToString(), MetadataOf(request), NewETag(), false)),
            "PUT undelete" when blob is not null => Save(name, blob with { IsDeleted = false }, 200),
            _ when blob is null or { IsDeleted: true } => new(404, "BlobNotFound"),
            "GET " => new(200, null) { Blob = blob },
            _ when request.Headers.IfMatch is { Count: > 0 } expected && expected != blob.ETag => new(412, "ConditionNotMet"),
            "PUT metadata" => Save(name, blob with { Metadata = MetadataOf(request), ETag = NewETag() }, 200),
            "DELETE " => Save(name, blob with { IsDeleted = true }, 202),
            _ => new(400, "UnsupportedQueryParameter"),
        };
    }

    private Answer Save(string name, Blob blob, int status = 201) =>
        new(status, null) { ETag = blob.ETag, Effect = () => blobs[name] = blob };

    private Answer List(string marker)
    {
        var rest = blobs.Where(blob => !blob.Value.IsDeleted && string.CompareOrdinal(blob.Key, marker) >= 0).Take(PageSize + 1).ToList();
        return new(200, null)
        {
            Xml = new XElement("EnumerationResults",
                new XElement("Blobs", rest.Take(PageSize).Select(blob => new XElement("Blob",
                    new XElement("Name", blob.Key),
                    new XElement("Properties", new XElement("Etag", blob.Value.ETag), new XElement("BlobType", "BlockBlob")),
                    new XElement("Metadata", blob.Value.Metadata.Select(entry => new XElement(entry.Key, entry.Value)))))),
                new XElement("NextMarker", rest.Count > PageSize ? rest[^1].Key : "")),
        };
    }

    private string NewETag() => $"\"0x{++etags:X16}\"";

    private static Dictionary<string, string> MetadataOf(HttpRequest request) => request.Headers
        .Where(header => header.Key.StartsWith(Metadata, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Key[Metadata.Length..], header => header.Value.ToString());

    private static async Task SendAsync(HttpContext http, Answer answer)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.Headers["x-ms-version"] = http.Request.Headers["x-ms-version"];
        response.Headers.LastModified = Sample.Noon.ToString("R");
        response.Headers.ETag = answer.Blob?.ETag ?? answer.ETag;
        if (answer.Code is not null)
            response.Headers["x-ms-error-code"] = answer.Code;
        if (answer.Blob is { } blob)
        {
            response.ContentType = blob.ContentType;
            response.ContentLength = blob.Content.Length;
            response.Headers["x-ms-blob-type"] = "BlockBlob";
            await response.Body.WriteAsync(blob.Content);
        }

        if (answer.Xml is not null)
        {
            response.ContentType = "application/xml";
            await response.WriteAsync($"""<?xml version="1.0" encoding="utf-8"?>{answer.Xml}""");
        }
    }

    private sealed record Blob(byte[] Content, string ContentType, Dictionary<string, string> Metadata, string ETag, bool IsDeleted);

    private sealed record Answer(int Status, string? Code)
    {
        public Blob? Blob { get; init; }

        public string? ETag { get; init; }

        public XElement? Xml { get; init; }

        public Action? Effect { get; init; }
    }
}
