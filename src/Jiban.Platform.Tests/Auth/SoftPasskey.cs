using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Jiban.Platform.Tests.Auth;

/// <summary>A device with one passkey, made of software: what a browser would hand over, without the browser (WebAuthn level 3, 6.1 and 6.5).</summary>
internal sealed class SoftPasskey(string origin) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HoldsKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string _user = "";

    /// <summary>Rises with every use, as the counter of a device does.</summary>
    public uint Count { get; set; }

    /// <summary>Whether the device asks its holder for a finger or a PIN.</summary>
    public bool Verifies { get; init; } = true;

    /// <summary>The answer to the options of registration.</summary>
    public object Create(JsonElement options)
    {
        _user = options.GetProperty("user").GetProperty("id").GetString()!;
        var point = _key.ExportParameters(false).Q;
        byte[] publicKey =
        [
            0xA5,
            0x01,
            0x02,
            0x03,
            0x26,
            0x20,
            0x01,
            0x21,
            0x58,
            0x20,
            .. point.X!,
            0x22,
            0x58,
            0x20,
            .. point.Y!,
        ];
        byte[] data =
        [
            .. Data(options.GetProperty("rp").GetProperty("id").GetString()!, HoldsKey),
            .. new byte[16],
            0,
            (byte)_id.Length,
            .. _id,
            .. publicKey,
        ];
        byte[] attestation =
        [
            0xA3,
            0x63,
            .. "fmt"u8,
            0x64,
            .. "none"u8,
            0x67,
            .. "attStmt"u8,
            0xA0,
            0x68,
            .. "authData"u8,
            0x58,
            (byte)data.Length,
            .. data,
        ];
        return Wrap(
            new
            {
                clientDataJSON = Text(Client("webauthn.create", options)),
                attestationObject = Text(attestation),
                transports = new[] { "internal" },
            }
        );
    }

    /// <summary>The answer to the options of a sign-in.</summary>
    public object Get(JsonElement options)
    {
        Count++;
        var data = Data(options.GetProperty("rpId").GetString()!, 0);
        var client = Client("webauthn.get", options);
        return Wrap(
            new
            {
                clientDataJSON = Text(client),
                authenticatorData = Text(data),
                signature = Text(
                    _key.SignData(
                        [.. data, .. SHA256.HashData(client)],
                        HashAlgorithmName.SHA256,
                        DSASignatureFormat.Rfc3279DerSequence
                    )
                ),
                userHandle = _user,
            }
        );
    }

    public void Dispose() => _key.Dispose();

    private object Wrap(object response) =>
        new
        {
            id = Text(_id),
            rawId = Text(_id),
            type = "public-key",
            clientExtensionResults = new { },
            response,
        };

    private byte[] Data(string host, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        var all = (byte)(Present | flags | (Verifies ? Verified : 0));
        return [.. SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(host)), all, .. count];
    }

    private byte[] Client(string type, JsonElement options) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge = options.GetProperty("challenge").GetString(),
                origin,
                crossOrigin = false,
            }
        );

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
