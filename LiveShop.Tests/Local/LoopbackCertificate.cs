using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LiveShop.Tests.Local;

/// <summary>The certificate of the tests' servers, and the only one that the tests' clients trust.</summary>
internal static class LoopbackCertificate
{
    private static readonly X509Certificate2 Certificate = Make();

    /// <summary>Whether a server has shown this certificate.</summary>
    public static bool Is(X509Certificate? shown) =>
        shown?.GetCertHashString(HashAlgorithmName.SHA256) == Certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <returns>Settings with which LiveShop.Local listens on https.</returns>
    public static string[] Settings(TemporaryFolder folder)
    {
        var file = Path.Combine(folder.Path, "loopback.pfx");
        File.WriteAllBytes(file, Certificate.Export(X509ContentType.Pfx));
        return ["--urls", "https://127.0.0.1:0", "--Kestrel:Certificates:Default:Path", file];
    }

    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
