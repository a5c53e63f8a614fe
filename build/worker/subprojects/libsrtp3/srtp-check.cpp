// Runs srtp.h against this machine's libsrtp 2, with the calls that mediasoup's worker makes.
// It is built and run before the worker is accepted; a wrong answer ends with the line it is on.

#include "srtp.h"
#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdio>
#include <cstdlib>

#define CHECK(condition)                                                                           \
	do                                                                                               \
	{                                                                                                \
		if (!(condition))                                                                              \
		{                                                                                              \
			std::fprintf(stderr, "srtp-check.cpp:%d: %s\n", __LINE__, #condition);                       \
			std::exit(1);                                                                                \
		}                                                                                              \
	} while (false)

namespace
{
	constexpr uint32_t Ssrc{ 0x11223344 };
	using Buffer = std::array<uint8_t, 512>;
	using Packet = std::array<uint8_t, 64>;

	srtp_t createSession(srtp_profile_t profile, srtp_ssrc_type_t direction)
	{
		const size_t keyLen  = srtp_profile_get_master_key_length(profile);
		const size_t saltLen = srtp_profile_get_master_salt_length(profile);
		const std::array<uint8_t, SRTP_MAX_KEY_LEN> key{ 1, 2, 3, 4, 5, 6, 7, 8 };
		srtp_policy_t policy{ nullptr };
		srtp_t session{ nullptr };

		CHECK(srtp_policy_create(&policy) == srtp_err_status_ok);
		CHECK(srtp_policy_set_ssrc(policy, { direction, 0 }) == srtp_err_status_ok);
		CHECK(srtp_policy_set_profile(policy, profile) == srtp_err_status_ok);
		CHECK(srtp_create(&session, policy) == srtp_err_status_bad_param);
		CHECK(
		  srtp_policy_add_key(policy, key.data(), SRTP_MAX_KEY_LEN, key.data(), 1, nullptr, 0) ==
		  srtp_err_status_bad_param);
		CHECK(
		  srtp_policy_add_key(policy, key.data(), keyLen, key.data() + keyLen, saltLen, nullptr, 0) ==
		  srtp_err_status_ok);
		CHECK(srtp_policy_set_allow_repeat_tx(policy, true) == srtp_err_status_ok);
		CHECK(srtp_policy_set_window_size(policy, 1024) == srtp_err_status_ok);
		CHECK(srtp_create(&session, policy) == srtp_err_status_ok);
		srtp_policy_destroy(policy);

		return session;
	}

	Packet rtpPacket()
	{
		return { 0x80, 96, 0, 1, 0, 0, 0, 0, 0x11, 0x22, 0x33, 0x44, 'm', 'e', 'd', 'i', 'a' };
	}

	Packet rtcpPacket()
	{
		return { 0x80, 200, 0, 15, 0x11, 0x22, 0x33, 0x44, 's', 'e', 'n', 'd', 'e', 'r' };
	}

	void checkRoundTrip(srtp_profile_t profile)
	{
		srtp_t sender        = createSession(profile, ssrc_any_outbound);
		srtp_t receiver      = createSession(profile, ssrc_any_inbound);
		const Packet rtp     = rtpPacket();
		const Packet rtcp    = rtcpPacket();
		const size_t tooTight = rtp.size() + srtp3::RtpGrowth - 1;
		alignas(4) Buffer buffer{};

		size_t len = tooTight;
		CHECK(
		  srtp_protect(sender, rtp.data(), rtp.size(), buffer.data(), &len, 0) ==
		  srtp_err_status_buffer_small);

		len = buffer.size();
		CHECK(srtp_protect(sender, rtp.data(), rtp.size(), buffer.data(), &len, 0) == srtp_err_status_ok);
		CHECK(len > rtp.size() && len <= rtp.size() + srtp3::RtpGrowth);
		CHECK(!std::equal(rtp.begin() + 12, rtp.end(), buffer.begin() + 12));

		size_t plainLen = len - 1;
		CHECK(
		  srtp_unprotect(receiver, buffer.data(), len, buffer.data(), &plainLen) ==
		  srtp_err_status_buffer_small);
		plainLen = len;
		CHECK(srtp_unprotect(receiver, buffer.data(), len, buffer.data(), &plainLen) == srtp_err_status_ok);
		CHECK(plainLen == rtp.size() && std::equal(rtp.begin(), rtp.end(), buffer.begin()));

		len = rtcp.size() + srtp3::RtcpGrowth - 1;
		CHECK(
		  srtp_protect_rtcp(sender, rtcp.data(), rtcp.size(), buffer.data(), &len, 0) ==
		  srtp_err_status_buffer_small);
		len = buffer.size();
		CHECK(
		  srtp_protect_rtcp(sender, rtcp.data(), rtcp.size(), buffer.data(), &len, 0) ==
		  srtp_err_status_ok);
		plainLen = len;
		CHECK(
		  srtp_unprotect_rtcp(receiver, buffer.data(), len, buffer.data(), &plainLen) ==
		  srtp_err_status_ok);
		CHECK(plainLen == rtcp.size() && std::equal(rtcp.begin(), rtcp.end(), buffer.begin()));

		// A changed packet is refused, and a removed stream is really gone.
		Packet changed = rtp;
		changed[3]     = 2;
		len            = buffer.size();
		CHECK(
		  srtp_protect(sender, changed.data(), changed.size(), buffer.data(), &len, 0) ==
		  srtp_err_status_ok);
		buffer[20] ^= 1;
		plainLen = len;
		CHECK(
		  srtp_unprotect(receiver, buffer.data(), len, buffer.data(), &plainLen) ==
		  srtp_err_status_auth_fail);
		CHECK(srtp_stream_remove(sender, htonl(Ssrc)) == srtp_err_status_ok);
		CHECK(srtp_stream_remove(sender, htonl(Ssrc)) == srtp_err_status_no_ctx);

		CHECK(srtp_dealloc(sender) == srtp_err_status_ok);
		CHECK(srtp_dealloc(receiver) == srtp_err_status_ok);
	}
} // namespace

int main()
{
	CHECK(srtp_init() == srtp_err_status_ok);

	for (const auto profile : { srtp_profile_aead_aes_256_gcm,
	                            srtp_profile_aead_aes_128_gcm,
	                            srtp_profile_aes128_cm_sha1_80,
	                            srtp_profile_aes128_cm_sha1_32 })
	{
		checkRoundTrip(profile);
	}

	return srtp_shutdown() == srtp_err_status_ok ? 0 : 1;
}
